namespace Modelwright.Router.Routes;

/// <summary>The part of a Host header that names a Model.</summary>
public static class HostName
{
    /// <summary>Drops the port, the brackets of an IPv6 address and one trailing dot.</summary>
    public static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        if (host.StartsWith("["))
        {
            var end = host.IndexOf(']');
            return end < 0 ? host : host[1..end];
        }

        var colon = host.IndexOf(':');
        if (colon >= 0 && host[(colon + 1)..].IndexOf(':') < 0) host = host[..colon];
        return host.EndsWith(".") ? host[..^1] : host;
    }
}
