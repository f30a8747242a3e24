namespace ConvLog;

/// <summary>The outcome of a change to a conversation by the team or an end user.</summary>
public enum TeamOutcome
{
    /// <summary>The change is stored.</summary>
    Done,

    /// <summary>There is no such conversation, or it is outside the reader's scope: the two cases are not distinguished.</summary>
    NoConversation,

    /// <summary>The conversation has no turn with this ID or ordinal.</summary>
    NoTurn,

    /// <summary>The turn has no annotation with this id, or it was removed.</summary>
    NoAnnotation,

    /// <summary>The conversation will be erased when its legal hold ends, and accepts no changes.</summary>
    ErasurePending,

    /// <summary>The conversation has no function call or model call with this id.</summary>
    NoCall,

    /// <summary>The conversation has no score with this id, or it was removed.</summary>
    NoScore,

    /// <summary>The host does not allow the score's value or the rating's reason; see <see cref="TeamResult.Refusal"/>.</summary>
    Refused,

    /// <summary>
    /// The conversation is recorded without text, so notes, comments and improved answers are not stored; or it is not recorded at all. See
    /// <see cref="Recording"/>.
    /// </summary>
    NotRecorded,
}
