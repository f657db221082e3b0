using System.Text;

namespace Modelwright.LocalCluster.Http;

/// <summary>The file that tells clients where the server is and who they are.</summary>
public static class Kubeconfig
{
    private const string Mark = "# Written by modelwright up; overwritten at each start.\n";

    /// <summary>Whether a file is free to be written: it does not exist, or was written by this class before.</summary>
    public static bool IsOurs(string file) =>
        !File.Exists(file) || new FileInfo(file).Length == 0 || File.ReadAllText(file).StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>A kubeconfig with one context.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="token">The user's token.</param>
    /// <param name="authorityPem">The authority to trust; null for plain HTTP.</param>
    /// <param name="namespace">The namespace of commands that name none.</param>
    public static string Text(Uri server, string token, string? authorityPem, string @namespace = "default")
    {
        var authority = authorityPem is null
            ? ""
            : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem))}";
        return Mark + $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: modelwright
              cluster:
                server: {server.ToString().TrimEnd('/')}{authority}
            users:
            - name: modelwright-admin
              user:
                token: {token}
            contexts:
            - name: modelwright
              context:
                cluster: modelwright
                user: modelwright-admin
                namespace: {@namespace}
            current-context: modelwright

            """;
    }
}
