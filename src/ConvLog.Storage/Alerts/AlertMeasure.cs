namespace ConvLog;

/// <summary>The value that an alert's rule measures, as for a reader without the permission to read personal data.</summary>
public enum AlertMeasure
{
    /// <summary>The share of calls that failed or were abandoned, 0 to 1.</summary>
    ProblemRate,

    /// <summary>The 95th percentile of the duration of calls, in seconds.</summary>
    P95Duration,

    /// <summary>The share of dislikes in all ratings of end users, 0 to 1. A rating counts where its turn started.</summary>
    DislikeShare,

    /// <summary>The number of dislikes of end users. A rating counts where its turn started.</summary>
    Dislikes,

    /// <summary>The cost of model usage in <see cref="AlertRule.Currency"/>.</summary>
    Cost,

    /// <summary>
    /// The number of records that this process could not store and dropped. Each process evaluates its own; this number is shown only to readers with the
    /// permission, since it depends on personal entries.
    /// </summary>
    Drops,

    /// <summary>
    /// The 95th percentile of the response time (<see cref="Records.TurnRecord.ResponseTime"/>) of turns in which the user said something and got an answer, in
    /// seconds.
    /// </summary>
    P95ResponseTime,
}
