namespace ConvLog;

/// <summary>A thumb up or down.</summary>
public enum FeedbackRating
{
    /// <summary>Thumb up.</summary>
    Like,

    /// <summary>Thumb down.</summary>
    Dislike,
}
