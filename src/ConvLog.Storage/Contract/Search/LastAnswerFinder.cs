namespace ConvLog.Storage.Contract.Search;

/// <summary>Finds the <see cref="LastAnswer"/> of conversations in the same way for every store: first the completed calls, then the turns are added.</summary>
internal sealed class LastAnswerFinder
{
    private readonly HashSet<(string Conversation, string Turn)> _withCall = [];
    private readonly Dictionary<string, (string Text, bool HasCall)> _found = new(StringComparer.Ordinal);

    /// <summary>Adds a completed function call.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="turn">Its turn; null outside of turns.</param>
    public void AddCall(string conversation, string? turn)
    {
        if (turn is not null)
        {
            _withCall.Add((conversation, turn));
        }
    }

    /// <summary>Adds a turn, in the order of the conversation's turns.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="turn">Its ID.</param>
    /// <param name="shown">The answer as everyone sees it.</param>
    public void AddTurn(string conversation, string turn, string shown)
    {
        bool hasCall = _withCall.Contains((conversation, turn));
        if (shown.Length > 0 && (hasCall || !_found.TryGetValue(conversation, out var known) || !known.HasCall))
        {
            _found[conversation] = (shown, hasCall);
        }
    }

    /// <summary>The answers, in the order of the conversations.</summary>
    public IReadOnlyList<LastAnswer> Result(IEnumerable<string> conversations)
        => [.. conversations.Distinct(StringComparer.Ordinal).Where(_found.ContainsKey)
            .Select(id => new LastAnswer { ConversationId = id, Text = _found[id].Text })];
}
