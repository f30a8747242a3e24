using ConvLog.Functions;

namespace ConvLog;

/// <content>Scores and labels.</content>
public sealed partial class Turn
{
    /// <summary>Scores the turn. A later score with the same name, source, scorer and scorer version replaces it. Never throws.</summary>
    /// <inheritdoc cref="Conversation.Score"/>
    /// <remarks>A Boolean score named <c>rating</c> by the user or the team is equivalent to
    /// <see cref="Conversation.AddFeedback(FeedbackRating?, string?, FeedbackSource, Turn?)"/>.</remarks>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { Turn = this }, name, value, source, comment, scorer, scorerVersion);

    /// <summary>Adds a label to the turn. Does nothing if the turn has it already. Never throws.</summary>
    /// <param name="label">A word or phrase. Visible.</param>
    /// <param name="author">The author. Visible.</param>
    public void AddLabel(string label, string? author = null) => _runtime.Label(this, label, author, isRemoved: false);

    /// <summary>Removes a label from the turn. Does nothing if the turn does not have it. Never throws.</summary>
    /// <param name="label">The label.</param>
    /// <param name="author">The person who removes it. Visible.</param>
    public void RemoveLabel(string label, string? author = null) => _runtime.Label(this, label, author, isRemoved: true);
}
