using System.Text.Json;
using Modelwright.Router.Metrics;

namespace Modelwright.Router.Mirroring;

/// <summary>
/// Whether two answers to the same request say the same. Of inferences the outputs count, whatever the order, the form or the names of
/// model and version; of other JSON the content, of anything else every byte.
/// </summary>
public static class AnswerComparison
{
    /// <summary>Compares the copy's answer with the real one.</summary>
    public static MirrorOutcome Judge(Answer real, Answer copy, double tolerance)
    {
        if (real.Succeeded != copy.Succeeded)
            return real.Succeeded && copy.ServerFailed ? MirrorOutcome.Failed : MirrorOutcome.Disagreed;
        if (!real.Succeeded) return MirrorOutcome.Agreed;
        if (real.Body is null || copy.Body is null || Plain(real) is not { } a || Plain(copy) is not { } b) return MirrorOutcome.Skipped;
        return Same(real, a, copy, b, tolerance) ? MirrorOutcome.Agreed : MirrorOutcome.Disagreed;
    }

    private static ReadOnlyMemory<byte>? Plain(Answer answer) => ContentDecoding.Decode(answer.Body!.Value, answer.ContentEncoding);

    private static bool Same(Answer real, ReadOnlyMemory<byte> a, Answer copy, ReadOnlyMemory<byte> b, double tolerance)
    {
        if (a.Span.SequenceEqual(b.Span)) return true;
        var (ours, theirs) = (Outputs(real, a), Outputs(copy, b));
        if (ours is not null && theirs is not null) return Same(ours, theirs, tolerance);
        return ours is null && theirs is null && SameJson(a, b);
    }

    private static IReadOnlyList<OutputTensor>? Outputs(Answer answer, ReadOnlyMemory<byte> body) =>
        answer.IsGrpc ? GrpcOutputs.Read(body) : JsonOutputs.Read(body, answer.JsonLength);

    // Names are unique within an answer; a duplicate has no partner left.
    private static bool Same(IReadOnlyList<OutputTensor> ours, IReadOnlyList<OutputTensor> theirs, double tolerance)
    {
        if (ours.Count != theirs.Count) return false;
        var left = theirs.ToList();
        foreach (var tensor in ours)
        {
            var partner = left.FindIndex(other => other.Name == tensor.Name);
            if (partner < 0 || !tensor.IsLike(left[partner], tolerance)) return false;
            left.RemoveAt(partner);
        }

        return true;
    }

    private static bool SameJson(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b)
    {
        try
        {
            using var one = JsonDocument.Parse(a);
            using var two = JsonDocument.Parse(b);
            return JsonElement.DeepEquals(one.RootElement, two.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
