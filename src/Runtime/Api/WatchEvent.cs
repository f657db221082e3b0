namespace Modelwright.Runtime.Api;

/// <summary>One event of a watch. A bookmark has no object.</summary>
public sealed record WatchEvent(WatchEventType Type, string ResourceVersion, KubeObject? Object);
