namespace Modelwright.Runtime.Events;

/// <summary>The two types of Kubernetes events.</summary>
public enum EventSeverity
{
    /// <summary>Things go as they should.</summary>
    Normal,

    /// <summary>Someone should look.</summary>
    Warning,
}
