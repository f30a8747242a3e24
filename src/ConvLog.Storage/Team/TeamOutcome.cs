namespace ConvLog;

/// <summary>What became of something that was said of a conversation.</summary>
public enum TeamOutcome
{
    /// <summary>It is kept.</summary>
    Done,

    /// <summary>There is no such conversation, or it is outside the reader's scope: the two are not told apart.</summary>
    NoConversation,

    /// <summary>The conversation has no turn of this ordinal.</summary>
    NoTurn,

    /// <summary>The turn has no annotation of this id, or it was removed.</summary>
    NoAnnotation,

    /// <summary>The conversation is to be erased as soon as a legal hold ends: it takes nothing in any more.</summary>
    ErasurePending,

    /// <summary>The conversation has no function call or model call of this id.</summary>
    NoCall,

    /// <summary>The conversation has no score of this id, or it was removed.</summary>
    NoScore,

    /// <summary>A score's value or a rating's reason is not one that the host takes; see <see cref="TeamResult.Refusal"/>.</summary>
    Refused,

    /// <summary>
    /// The conversation is recorded without text, so no note, comment or improved answer is kept; or it is not recorded at all. See <see cref="Recording"/>.
    /// </summary>
    NotRecorded,
}
