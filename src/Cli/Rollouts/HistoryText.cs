using System.Globalization;
using Modelwright.Cli.Text;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Rollouts;

/// <summary><c>rollout history</c>: the revisions, newest first.</summary>
internal static class HistoryText
{
    private const int Digits = 19;

    public static string Of(Model model, DateTimeOffset now)
    {
        var status = model.Status ?? new();
        var table = new TextTable("NUMBER", "REVISION", "ROLE", "STATE", "SERVED", "REPLACED", "DIGEST", "SOURCE");
        foreach (var revision in status.Revisions ?? [])
            table.Add(revision.Number.ToString(CultureInfo.InvariantCulture), revision.Name, Roles.Of(status, revision.Name),
                revision.State.ToString(), Ages.Of(revision.PromotedTime, now), Ages.Of(revision.ReplacedTime, now),
                revision.Digest is { Length: > Digits } digest ? digest[..Digits] : revision.Digest, revision.Version ?? revision.Uri);
        return table.ToString();
    }
}
