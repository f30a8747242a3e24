using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// What expires, and when. Nothing is deleted unless <see cref="Enabled"/> is set or someone starts a run. A setter outside its range throws
/// <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
/// <remarks>
/// Three environment variables let the operator override the program's values; <c>AddConvLog</c> reads them. A variable that is absent or empty
/// has no effect.
/// <list type="table">
/// <listheader><term>variable</term><description>the option it sets</description></listheader>
/// <item><term><c>WORKFLOW_LOG_CLEANUP_ENABLED</c></term><description><see cref="Enabled"/>: true, 1, yes, on or false, 0, no, off, in any
/// case</description></item>
/// <item><term><c>WORKFLOW_LOG_RETENTION_DAYS</c></term><description><see cref="Days"/>; a longer retention of personal data is
/// shortened to it</description></item>
/// <item><term><c>WORKFLOW_LOG_CLEANUP_BATCH_SIZE</c></term><description><see cref="BatchSize"/></description></item>
/// </list>
/// </remarks>
public sealed class RetentionOptions
{
    internal const int MostDays = 36_500;

    internal const int MostBatch = 10_000;

    /// <summary>Whether a run starts automatically every day; default false. Previews and manual runs work either way.</summary>
    public bool Enabled { get; set; }

    /// <summary>How many days of 24 hours a conversation is kept after its last activity; 1 to 36,500, default 30.</summary>
    public int Days { get; set => field = OptionRange.Check(nameof(RetentionOptions), value, 1, MostDays); } = 30;

    /// <summary>
    /// How many days of 24 hours personal data is kept after the last activity of its conversation, which is kept without it until <see cref="Days"/> have
    /// passed; 1 to 36,500 and not more than <see cref="Days"/>: a larger value is an error when the host starts. Null, the default: as long as the
    /// conversation.
    /// </summary>
    public int? PersonalDataDays { get; set => field = Check(value, nameof(PersonalDataDays)); }

    /// <summary>How many days of 24 hours the access log is kept; 1 to 36,500, default 365. Null: forever.</summary>
    public int? AccessLogDays { get; set => field = Check(value, nameof(AccessLogDays)); } = 365;

    /// <summary>The number of conversations in one batch; 1 to 10,000, default 100.</summary>
    public int BatchSize { get; set => field = OptionRange.Check(nameof(RetentionOptions), value, 1, MostBatch); } = 100;

    /// <summary>
    /// When the daily run starts, as local time in <see cref="TimeZone"/>; default 02:00. If a day skips this time, the run starts at the next valid one; if
    /// it occurs twice, the run starts once. After sleep, a machine runs it when it wakes; a run that was due while no process was running is not made up for.
    /// </summary>
    public TimeOnly RunAt { get; set; } = new(2, 0);

    /// <summary>The time zone of <see cref="RunAt"/>. Null, the default: the local one.</summary>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>
    /// Whether conversations with an improved answer are kept; default true. Their personal data, including the improved answers, still expires.
    /// </summary>
    public bool KeepAnnotated { get; set; } = true;

    /// <summary>
    /// The largest share of all conversations that one run may delete or redact without confirmation; 0 to 1, default 0.5. A larger run
    /// is refused and reported: a clock that jumped or a wrong number of days deletes nothing.
    /// </summary>
    public double MostShare
    {
        get;
        set => field = value is >= 0 and <= 1
            ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"RetentionOptions.MostShare takes 0 to 1, not {value}.");
    } = 0.5;

    /// <summary>Checks that the options are consistent.</summary>
    /// <exception cref="InvalidOperationException">Personal data would be kept longer than the conversation it belongs to.</exception>
    internal void CheckConsistency()
    {
        if (PersonalDataDays > Days)
        {
            throw new InvalidOperationException(
                $"RetentionOptions.PersonalDataDays is {PersonalDataDays} and RetentionOptions.Days is {Days}: personal data goes with its conversation at the "
                    + "latest. "
                + $"Set PersonalDataDays to at most {Days}, or to null.");
        }
    }

    internal RetentionOptions Copy() => (RetentionOptions)MemberwiseClone();

    private static int? Check(int? days, string name) => days is { } given ? OptionRange.Check(nameof(RetentionOptions), given, 1, MostDays, name) : null;
}
