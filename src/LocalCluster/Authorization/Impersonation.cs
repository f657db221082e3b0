namespace Modelwright.LocalCluster.Authorization;

/// <summary>Whom a request wants to be taken for (<c>kubectl --as</c>).</summary>
/// <param name="User">The user's name; empty when only something else was given, which is refused.</param>
/// <param name="Groups">The groups; none: those that follow from the name.</param>
/// <param name="Uid">The unique id, or empty.</param>
public sealed record Impersonation(string User, IReadOnlyList<string> Groups, string Uid)
{
    /// <summary>Reads the headers; null when there are none.</summary>
    /// <param name="header">The values of a header by name.</param>
    public static Impersonation? Of(Func<string, IEnumerable<string?>> header)
    {
        var user = header("Impersonate-User").FirstOrDefault() ?? "";
        var groups = header("Impersonate-Group").OfType<string>().ToList();
        var uid = header("Impersonate-Uid").FirstOrDefault() ?? "";
        return user.Length == 0 && groups.Count == 0 && uid.Length == 0 ? null : new Impersonation(user, groups, uid);
    }
}
