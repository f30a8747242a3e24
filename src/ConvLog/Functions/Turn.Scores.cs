using ConvLog.Functions;

namespace ConvLog;

/// <content>Scores and labels.</content>
public sealed partial class Turn
{
    /// <summary>Scores the turn. A later score of the same name, source, scorer and version replaces it. Never throws.</summary>
    /// <inheritdoc cref="Conversation.Score"/>
    /// <remarks>The score <c>rating</c>, yes or no by the user or the team, is the same as <see cref="Conversation.AddFeedback(FeedbackRating?, string?,
    /// FeedbackSource, Turn?)"/>.</remarks>
    public void Score(string name, ScoreValue value, ScoreSource source = ScoreSource.Code, string? comment = null, string? scorer = null,
        string? scorerVersion = null)
        => _runtime.Score(new ScoreTarget { Turn = this }, name, value, source, comment, scorer, scorerVersion);

    /// <summary>Puts a label on the turn. Does nothing where it has it. Never throws.</summary>
    /// <param name="label">A word or phrase, which everyone may see.</param>
    /// <param name="author">Who puts it there. Visible.</param>
    public void AddLabel(string label, string? author = null) => _runtime.Label(this, label, author, isRemoved: false);

    /// <summary>Removes a label from the turn. Does nothing where it does not have it. Never throws.</summary>
    /// <param name="label">The label.</param>
    /// <param name="author">Who removes it. Visible.</param>
    public void RemoveLabel(string label, string? author = null) => _runtime.Label(this, label, author, isRemoved: true);
}
