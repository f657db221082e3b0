namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>All the ways in which a router gives no answer, or one that is not as agreed.</summary>
internal static class SpoiltAnswers
{
    public static IReadOnlyDictionary<string, Func<string, string>> All { get; } = new Dictionary<string, Func<string, string>>
    {
        ["refused"] = _ => throw new Operator.Models.Analysis.Measuring.MeasurementException("connection refused") { Unanswered = true },
        ["late"] = _ => throw new Operator.Models.Analysis.Measuring.MeasurementException("no answer within 3 s") { Unanswered = true },
        ["unauthorized"] = _ => throw new Operator.Models.Analysis.Measuring.MeasurementException("answered 401") { Unanswered = true },
        ["not found"] = _ => throw new Operator.Models.Analysis.Measuring.MeasurementException("answered 404") { Unanswered = true },
        ["empty"] = _ => "",
        ["no JSON"] = _ => "<html>503</html>",
        ["cut off"] = json => json[..(json.Length / 2)],
        ["null"] = _ => "null",
        ["a list"] = json => $"[{json}]",
        ["too deep"] = _ => new string('[', 200) + new string(']', 200),
        ["no start"] = json => json.Replace("\"start\"", "\"stop\"", StringComparison.Ordinal),
        ["empty start"] = json => json.Replace("\"router-0/0\"", "\"\"", StringComparison.Ordinal),
        ["another Model"] = json => json.Replace("\"model\":\"fraud\"", "\"model\":\"churn\"", StringComparison.Ordinal),
        ["no route"] = json => json.Replace("\"route\":1", "\"route\":null", StringComparison.Ordinal),
        ["a negative route"] = json => json.Replace("\"route\":1", "\"route\":-1", StringComparison.Ordinal),
        ["no revisions"] = json => json.Replace("\"revisions\"", "\"versions\"", StringComparison.Ordinal),
        ["revisions as text"] = _ => """{"start":"router-0/0","model":"fraud","route":1,"revisions":"none"}""",
        ["revisions of numbers"] = _ => """{"start":"router-0/0","model":"fraud","route":1,"revisions":[1,2]}""",
        ["a revision twice"] = json => json.Replace(AnalysisWorld.Stable, AnalysisWorld.Canary, StringComparison.Ordinal),
        ["a member twice"] = json => json.Replace("\"route\":1", "\"route\":1,\"route\":1", StringComparison.Ordinal),
        ["requests as text"] = json => json.Replace("\"requests\":", "\"requests\":\"9\",\"was\":", StringComparison.Ordinal),
        ["negative requests"] = json => json.Replace("\"requests\":", "\"requests\":-1,\"was\":", StringComparison.Ordinal),
        ["half a request"] = json => json.Replace("\"canceled\":0", "\"canceled\":0.5", StringComparison.Ordinal),
        ["more than can be"] = json => json.Replace("\"canceled\":0", "\"canceled\":1e300", StringComparison.Ordinal),
        ["more failures than requests"] = json => json.Replace("\"failures\":", "\"failures\":900719925474099", StringComparison.Ordinal),
        ["not a number"] = json => json.Replace("\"canceled\":0", "\"canceled\":NaN", StringComparison.Ordinal),
        ["an unknown bin"] = json => json.Replace("\"latency\":[", "\"latency\":[[169,1],", StringComparison.Ordinal)
            .Replace("[169,1],]", "[169,1]]", StringComparison.Ordinal),
        ["a bin without a count"] = json => json.Replace("\"latency\":[", "\"latency\":[[1],", StringComparison.Ordinal)
            .Replace("[1],]", "[1]]", StringComparison.Ordinal),
        ["more disagreements than comparisons"] = json =>
            json.Replace("\"disagreed\":", "\"disagreed\":900719925474099", StringComparison.Ordinal),
    };
}
