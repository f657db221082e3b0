namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary>A container cannot be set up from its pod's fields; the message names the field or object and what is missing.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
