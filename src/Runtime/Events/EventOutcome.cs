namespace Modelwright.Runtime.Events;

/// <summary>What becomes of a recorded event.</summary>
internal enum EventOutcome
{
    /// <summary>The first of its kind: created.</summary>
    Created,

    /// <summary>The first repeat: the event becomes a series, written at once.</summary>
    Repeated,

    /// <summary>A later repeat: counted, written when the series ends.</summary>
    Folded,

    /// <summary>The object has used up its share.</summary>
    Suppressed,
}
