namespace ConvLog;

/// <summary>What became of something that was said of a conversation, and where it is kept.</summary>
/// <param name="Outcome">What became of it. Unless it is <see cref="TeamOutcome.Done"/>, nothing has changed.</param>
/// <param name="Id">The id of the annotation or note that was written; null for what has none, and where nothing was.</param>
public readonly record struct TeamResult(TeamOutcome Outcome, Guid? Id = null)
{
    /// <summary>Whether it is kept.</summary>
    public bool IsDone => Outcome == TeamOutcome.Done;
}
