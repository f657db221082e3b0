namespace Modelwright.ModelServer.Feedback;

/// <summary>Scores the labels of a Model's predictions, whoever made them. Bounded, whatever is sent.</summary>
internal sealed class ScoreBoard
{
    /// <summary>Revisions that are told apart; labels of further ones are under the name "".</summary>
    public const int MaxRevisions = 32;

    private readonly Lock gate = new();
    private readonly List<RevisionScores> scores = [];
    private DuplicateFilter? known;

    /// <summary>Labels that had been scored before.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Scores the labels of one token; each row of it counts once. Returns how many did.</summary>
    public int Add(PredictionToken token, IReadOnlyList<Label?> labels, DateTimeOffset now)
    {
        lock (gate)
        {
            var (board, delay, added) = (Of(token), now - token.Time, 0);
            known ??= new DuplicateFilter();
            for (var row = 0; row < labels.Count; row++)
            {
                if (labels[row] is not { } label) continue;
                if (!known.Add(token.Id, row))
                {
                    Duplicates++;
                    continue;
                }

                added++;
                if (token.Numbers is { } numbers) board.Add(numbers[row], label.Number!.Value, delay);
                else board.Add(token.Categories![row], label.Text, delay);
            }

            return added;
        }
    }

    /// <summary>Shows the scores as they are; nothing is added meanwhile.</summary>
    public void Read(Action<IReadOnlyList<RevisionScores>> reader)
    {
        lock (gate) reader(scores);
    }

    private RevisionScores Of(PredictionToken token)
    {
        var isNumber = token.Numbers is not null;
        var found = scores.Find(score => score.Revision == token.Revision && score.IsNumber == isNumber);
        if (found is not null) return found;

        // Of a revision that is not told apart.
        var name = scores.Count < MaxRevisions ? token.Revision : "";
        found = scores.Find(score => score.Revision == name && score.IsNumber == isNumber);
        if (found is not null) return found;
        scores.Add(found = new RevisionScores(name, isNumber));
        return found;
    }
}
