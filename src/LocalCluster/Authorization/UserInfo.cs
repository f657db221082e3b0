namespace Modelwright.LocalCluster.Authorization;

/// <summary>Who makes a request.</summary>
/// <param name="Name">The user's name, such as <c>system:serviceaccount:ns:name</c>.</param>
/// <param name="Groups">The user's groups.</param>
public sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>Everyone who showed a valid credential.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>Everyone who showed none.</summary>
    public const string Unauthenticated = "system:unauthenticated";

    /// <summary>The name of whoever showed no credential.</summary>
    public const string AnonymousName = "system:anonymous";

    /// <summary>Members may do everything.</summary>
    public const string Masters = "system:masters";

    /// <summary>The user's unique id, if there is one.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The cluster's owner.</summary>
    public static UserInfo Admin { get; } = new("kubernetes-admin", [Masters, Authenticated]);

    /// <summary>The cluster's own controllers.</summary>
    public static UserInfo System { get; } = new("system:apiserver", [Masters, Authenticated]);

    /// <summary>Who a request without a credential is, where such requests are let in.</summary>
    public static UserInfo Anonymous { get; } = new(AnonymousName, [Unauthenticated]);

    /// <summary>The service account that a user name stands for, if it is one's.</summary>
    public static (string Namespace, string Name)? ServiceAccountOf(string userName) =>
        userName.Split(':') is ["system", "serviceaccount", { Length: > 0 } @namespace, { Length: > 0 } name] ? (@namespace, name) : null;

    /// <summary>A service account's user.</summary>
    public static UserInfo ServiceAccount(string @namespace, string name, string uid) =>
        new($"system:serviceaccount:{@namespace}:{name}",
            ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", Authenticated])
        {
            Uid = uid,
        };
}
