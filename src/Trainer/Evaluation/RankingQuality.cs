namespace Modelwright.Trainer.Evaluation;

/// <summary>How well a score ranks.</summary>
public static class RankingQuality
{
    /// <summary>
    /// The area under the ROC curve: the chance that a positive row scores above a negative one, ties counting half (the Mann-Whitney
    /// statistic; Hanley and McNeil, Radiology 143, 1982). Null when rows of one kind are missing.
    /// </summary>
    public static double? AreaUnderCurve(IReadOnlyList<bool> positive, IReadOnlyList<float> scores)
    {
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i]).ToArray();
        double rankSum = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && scores[order[end]] == scores[order[start]]) end++;

            // Ranks count from 1; equal scores share the mean of theirs.
            var rank = (start + 1 + end) / 2d;
            for (var i = start; i < end; i++)
                if (positive[order[i]])
                    rankSum += rank;
            start = end;
        }

        double positives = positive.Count(p => p);
        var negatives = positive.Count - positives;
        return positives == 0 || negatives == 0 ? null : (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
