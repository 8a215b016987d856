"""The door to the broker: the only room of the controller that speaks MQTT."""
