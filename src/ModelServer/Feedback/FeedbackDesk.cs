using System.Globalization;
using System.Security.Cryptography;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Rest;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// Gives every answer a token that says what was predicted, and scores the labels that come back with such tokens, also those of other
/// replicas and revisions. It keeps nothing of a prediction.
/// </summary>
internal sealed class FeedbackDesk(
    PredictionReader predictions, FeedbackKeys keys, TokenCodec codec, string revision, TimeSpan maxAge, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>The desk of a model; null where feedback is off, or the model predicts nothing that a label can be compared with.</summary>
    public static FeedbackDesk? Make(ServerSettings settings, ModelSignature signature, TimeProvider clock) =>
        settings.FeedbackKeyFile is { } file && PredictionReader.Of(signature) is { } predictions
            ? new FeedbackDesk(predictions, new FeedbackKeys(file, clock), new TokenCodec(settings.ModelName), settings.Revision,
                settings.FeedbackMaxAge, clock)
            : null;

    private readonly ulong firstId = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly long[] refused = new long[Enum.GetValues<TokenProblem>().Length];
    private ulong given;
    private long rows;
    private long issued;

    /// <summary>The output that labels are compared with.</summary>
    public PredictionReader Predictions { get; } = predictions;

    /// <summary>How predictions turned out.</summary>
    public ScoreBoard Scores { get; } = new();

    /// <summary>Rows answered, copies apart.</summary>
    public long Rows => Volatile.Read(ref rows);

    /// <summary>Those of them that a token was given for.</summary>
    public long Issued => Volatile.Read(ref issued);

    /// <summary>Tokens that were refused.</summary>
    public long Refused(TokenProblem problem) => Volatile.Read(ref refused[(int)problem]);

    /// <summary>
    /// The token of an answer; null when it has too many rows, or predictions that are too long or no number.
    /// </summary>
    /// <param name="result">What the model gave.</param>
    /// <param name="rowCount">Rows of the request.</param>
    public string? Issue(InferResult result, int rowCount)
    {
        Interlocked.Add(ref rows, rowCount);
        if (Predictions.Read(result) is not { } prediction) return null;
        var token = prediction with { Id = firstId + Interlocked.Increment(ref given), Time = clock.GetUtcNow(), Revision = revision };
        if (codec.Write(token, keys.Keys[0]) is not { } text) return null;
        Interlocked.Add(ref issued, token.Rows);
        return text;
    }

    /// <summary>
    /// Scores labels: all, or none and a <see cref="RequestException"/> for the first that cannot be. Returns how many count, and how many
    /// had been scored before.
    /// </summary>
    public (int Accepted, int Duplicates) Score(IReadOnlyList<FeedbackItem> items)
    {
        var now = clock.GetUtcNow();
        var tokens = new PredictionToken[items.Count];
        for (var i = 0; i < tokens.Length; i++) tokens[i] = Check(items[i], items.Count > 1 ? $"feedback[{i}]: " : "", now);
        var (labels, accepted) = (items.Sum(item => item.Labels.Count(label => label is not null)), 0);
        for (var i = 0; i < tokens.Length; i++)
            accepted += Scores.Add(tokens[i], [.. items[i].Labels.Select(Predictions.AsPredicted)], now);
        return (accepted, labels - accepted);
    }

    private PredictionToken Check(FeedbackItem item, string where, DateTimeOffset now)
    {
        if (codec.Read(item.Token, keys.Keys, out var problem) is not { } token)
            throw problem == TokenProblem.Forged
                ? Refuse(problem, StatusCodes.Status403Forbidden, $"{where}the token was not signed with a key of this Model")
                : Refuse(problem, StatusCodes.Status400BadRequest, $"{where}the token is none; send 'prediction_token' as it was received");
        if (now - token.Time > maxAge)
            throw Refuse(TokenProblem.Expired, StatusCodes.Status410Gone,
                $"{where}the prediction is of {token.Time.ToString("s", CultureInfo.InvariantCulture)}Z; "
                + $"labels are taken for {maxAge.TotalHours.ToString("0.##", CultureInfo.InvariantCulture)} hours");
        if (token.Time - now > Skew)
            throw Refuse(TokenProblem.Malformed, StatusCodes.Status400BadRequest,
                $"{where}the prediction is of {token.Time.ToString("s", CultureInfo.InvariantCulture)}Z, which is yet to come here; "
                + "the servers' clocks differ");
        if (item.Labels.Count != token.Rows)
            throw RequestException.BadRequest(
                $"{where}{item.Labels.Count} labels for a request of {token.Rows} rows; send one per row, null where it is not known");
        if (token.Numbers is not null && item.Labels.Any(label => label is { Number: null }))
            throw RequestException.BadRequest($"{where}the model predicts numbers; a label must be a number");
        // A revision of another output may have predicted this; its tokens are scored as they are.
        if (Predictions.Expected is { } expected && token.Categories?.All(Predictions.CanBe) == true)
            foreach (var label in item.Labels)
                if (label is { } given && !Predictions.CanBe(Predictions.AsPredicted(given)!.Value.Text))
                    throw RequestException.BadRequest($"{where}the label '{Quoted.Text(given.Text)}' can be no prediction of output "
                        + $"'{Predictions.Output}'; send {expected}");
        return token;
    }

    private RequestException Refuse(TokenProblem problem, int status, string message)
    {
        Interlocked.Increment(ref refused[(int)problem]);
        return new RequestException(status, message);
    }
}
