namespace Modelwright.Operator;

/// <summary>How Services are named in routes and in <c>status.url</c>.</summary>
public enum ServiceAddress
{
    /// <summary>By the cluster's DNS.</summary>
    Dns,

    /// <summary>By the Service's IP; for the embedded cluster, which has loopback addresses and no DNS.</summary>
    ClusterIP,
}
