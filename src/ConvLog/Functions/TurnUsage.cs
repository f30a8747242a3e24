namespace ConvLog.Functions;

/// <summary>The tokens and cost of a turn: the sum of its model calls, unless the host gives them. Used under the lock of the turn.</summary>
internal sealed class TurnUsage
{
    private List<ModelUsage>? _rounds;
    private bool _isGiven;

    /// <summary>The usage of the turn; null if there is none.</summary>
    public ModelUsage? Total { get; private set; }

    /// <summary>Sets the usage of the turn as a whole; null keeps the sum.</summary>
    public void Set(ModelUsage? given) => (Total, _isGiven) = given is null ? (Total, _isGiven) : (given, true);

    /// <summary>Adds the usage of a model call; false if it is null, or if the usage of the whole turn was given.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="isAnswer">Whether the call gave an answer: the sum takes its model and time to first token from those.</param>
    public bool Add(ModelUsage? usage, bool isAnswer)
    {
        if (usage is null || _isGiven)
        {
            return false;
        }

        _rounds ??= [];
        _rounds.Insert(isAnswer ? _rounds.Count : 0, isAnswer ? usage : usage.WithoutFirstToken());
        Total = ModelUsage.Of(_rounds);
        return true;
    }
}
