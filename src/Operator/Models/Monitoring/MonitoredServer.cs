namespace Modelwright.Operator.Models.Monitoring;

/// <summary>A model server to be read.</summary>
/// <param name="Uid">The pod's UID.</param>
/// <param name="Address">Its address.</param>
/// <param name="Revision">The revision that it serves.</param>
/// <param name="CreatedTime">When the pod was made.</param>
public sealed record MonitoredServer(string Uid, string Address, string Revision, DateTimeOffset? CreatedTime);
