using ConvLog.Entries;

namespace ConvLog;

/// <summary>
/// What expires, and when. Nothing does unless <see cref="Enabled"/> says so, or someone starts a run. A setter outside its range throws
/// <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
/// <remarks>
/// Three environment variables are the operator's word: <c>AddConvLog</c> reads them, and each wins over what the program sets. One that is absent or empty
/// changes nothing.
/// <list type="table">
/// <listheader><term>variable</term><description>what it sets</description></listheader>
/// <item><term><c>WORKFLOW_LOG_CLEANUP_ENABLED</c></term><description><see cref="Enabled"/>: true, 1, yes, on or false, 0, no, off, in any
/// case</description></item>
/// <item><term><c>WORKFLOW_LOG_RETENTION_DAYS</c></term><description><see cref="Days"/>; personal data that the program keeps longer goes with
/// it</description></item>
/// <item><term><c>WORKFLOW_LOG_CLEANUP_BATCH_SIZE</c></term><description><see cref="BatchSize"/></description></item>
/// </list>
/// </remarks>
public sealed class RetentionOptions
{
    internal const int MostDays = 36_500;

    internal const int MostBatch = 10_000;

    /// <summary>Whether a run starts every day by itself; default false. Previews, and runs that someone starts, work either way.</summary>
    public bool Enabled { get; set; }

    /// <summary>How many days of 24 hours a conversation is kept after its last activity; 1 to 36,500, default 30.</summary>
    public int Days { get; set => field = OptionRange.Check(nameof(RetentionOptions), value, 1, MostDays); } = 30;

    /// <summary>
    /// How many days of 24 hours personal data is kept after the last activity of its conversation, which stays without it until <see cref="Days"/> have
    /// passed; 1 to 36,500 and not more than those: more is an error when the host starts. Null, the default: as long as the conversation.
    /// </summary>
    public int? PersonalDataDays { get; set => field = Check(value, nameof(PersonalDataDays)); }

    /// <summary>How many days of 24 hours the access log is kept; 1 to 36,500, default 365. Null: for ever.</summary>
    public int? AccessLogDays { get; set => field = Check(value, nameof(AccessLogDays)); } = 365;

    /// <summary>How many conversations one batch takes; 1 to 10,000, default 100.</summary>
    public int BatchSize { get; set => field = OptionRange.Check(nameof(RetentionOptions), value, 1, MostBatch); } = 100;

    /// <summary>
    /// When the daily run starts, by the clock on the wall in <see cref="TimeZone"/>; default 02:00. A time that a day does not have is taken at the next that
    /// it has, one that it has twice is taken once. A machine that sleeps then runs it when it wakes; a process that is not there then does not make up for it.
    /// </summary>
    public TimeOnly RunAt { get; set; } = new(2, 0);

    /// <summary>The time zone of <see cref="RunAt"/>. Null, the default: the local one.</summary>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>
    /// Whether conversations with an improved answer stay; default true. Their personal data, the improved answers included, goes when its time has come.
    /// </summary>
    public bool KeepAnnotated { get; set; } = true;

    /// <summary>
    /// The largest part of all conversations that one run may take, whole or their personal data, without being confirmed; 0 to 1, default 0.5. A run that
    /// would take more does nothing and says so: a clock that jumped or a wrong number of days deletes nothing.
    /// </summary>
    public double MostShare
    {
        get;
        set => field = value is >= 0 and <= 1
            ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"RetentionOptions.MostShare takes 0 to 1, not {value}.");
    } = 0.5;

    /// <summary>Refuses what does not go together.</summary>
    /// <exception cref="InvalidOperationException">Personal data would be kept longer than the conversation it belongs to.</exception>
    internal void CheckTogether()
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
