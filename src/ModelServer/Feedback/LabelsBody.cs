using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Feedback;

/// <summary>Writes <c>labels</c> of <c>GET /v1/features</c>.</summary>
internal static class LabelsBody
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8Writer writer, FeedbackDesk desk)
    {
        Kind(writer, "{\"kind\":"u8, desk.Predictions.IsNumber);
        writer.Write(",\"output\":"u8);
        JsonText.Write(writer, desk.Predictions.Output);
        Number(writer, ",\"rows\":"u8, desk.Rows);
        Number(writer, ",\"issued\":"u8, desk.Issued);
        Number(writer, ",\"refused\":{\"malformed\":"u8, desk.Refused(TokenProblem.Malformed));
        Number(writer, ",\"forged\":"u8, desk.Refused(TokenProblem.Forged));
        Number(writer, ",\"expired\":"u8, desk.Refused(TokenProblem.Expired));
        writer.Write("},\"delayBounds\":["u8);
        List(writer, RevisionScores.DelayBounds);
        desk.Scores.Read(scores =>
        {
            Number(writer, "],\"duplicates\":"u8, desk.Scores.Duplicates);
            writer.Write(",\"scores\":["u8);
            for (var i = 0; i < scores.Count; i++)
            {
                if (i > 0) writer.Write((byte)',');
                Write(writer, scores[i]);
            }
        });
        writer.Write("]}"u8);
    }

    private static void Write(Utf8Writer writer, RevisionScores scores)
    {
        writer.Write("{\"revision\":"u8);
        JsonText.Write(writer, scores.Revision);
        Kind(writer, ",\"kind\":"u8, scores.IsNumber);
        Number(writer, ",\"rows\":"u8, scores.Rows);
        if (scores.IsNumber) WriteNumbers(writer, scores);
        else WriteCategories(writer, scores);
        writer.Write(",\"delays\":["u8);
        List(writer, scores.Delays);
        writer.Write("]}"u8);
    }

    private static void WriteNumbers(Utf8Writer writer, RevisionScores scores)
    {
        Number(writer, ",\"absoluteError\":"u8, scores.AbsoluteError);
        Number(writer, ",\"squaredError\":"u8, scores.SquaredError);
        Number(writer, ",\"error\":"u8, scores.Error);
        Number(writer, ",\"label\":"u8, scores.LabelSum);
        Number(writer, ",\"squaredLabel\":"u8, scores.SquaredLabel);
    }

    private static void WriteCategories(Utf8Writer writer, RevisionScores scores)
    {
        Number(writer, ",\"correct\":"u8, scores.Correct);
        writer.Write(",\"confusion\":["u8);
        var comma = false;
        foreach (var (pair, rows) in scores.Confusion)
        {
            writer.Write(comma ? ",["u8 : "["u8);
            JsonText.Write(writer, pair.Predicted);
            writer.Write((byte)',');
            JsonText.Write(writer, pair.Actual);
            Number(writer, ","u8, rows);
            writer.Write((byte)']');
            comma = true;
        }

        Number(writer, "],\"otherCorrect\":"u8, scores.OtherCorrect);
        Number(writer, ",\"otherWrong\":"u8, scores.OtherWrong);
    }

    private static void Kind(Utf8Writer writer, ReadOnlySpan<byte> before, bool isNumber)
    {
        writer.Write(before);
        writer.Write(isNumber ? "\"Number\""u8 : "\"Category\""u8);
    }

    private static void Number<T>(Utf8Writer writer, ReadOnlySpan<byte> before, T number)
        where T : struct, IUtf8SpanFormattable
    {
        writer.Write(before);
        writer.Write(number);
    }

    private static void List<T>(Utf8Writer writer, IReadOnlyList<T> numbers)
        where T : struct, IUtf8SpanFormattable
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            writer.Write(numbers[i]);
        }
    }
}
