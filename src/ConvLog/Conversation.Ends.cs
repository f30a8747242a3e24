namespace ConvLog;

/// <content>Hand-offs, and the end of a conversation.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Records that the current function event hands the conversation to a person or another system. May be called any number of times. Turns that begin
    /// afterwards, until <see cref="HandBack"/>, are recorded as answered by a person. Never throws.
    /// </summary>
    /// <param name="destination">The person, team or system it is handed to, such as a queue's name. Visible.</param>
    /// <param name="reason">The reason, as a short constant. Visible.</param>
    /// <param name="person">The name of the person who takes over; null if unknown. Personal data.</param>
    public void HandOff(string destination, string? reason = null, string? person = null) => _runtime.Facts.HandOff(destination, reason, person);

    /// <summary>Records that the conversation returns to the agent, which answers the turns that begin afterwards. Never throws.</summary>
    /// <param name="reason">The reason, as a short constant. Visible.</param>
    public void HandBack(string? reason = null) => _runtime.Facts.HandBack(reason);

    /// <summary>
    /// Records that the conversation has ended, and when. Later entries and turns, including those of later openings, are still recorded and do not change
    /// the end. This opening is not disposed. Only the first call of an opening counts, and of several openings only the first end. Never throws.
    /// </summary>
    /// <param name="reason">The reason. An undefined value counts as <see cref="EndReason.Other"/>.</param>
    /// <param name="at">The time of the end, in any time zone; null for now. A time before the conversation began is replaced by its beginning, a time in the
    /// future by the current time.</param>
    public void End(EndReason reason, DateTimeOffset? at = null) => _runtime.End(reason, at);
}
