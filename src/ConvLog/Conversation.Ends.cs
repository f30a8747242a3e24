namespace ConvLog;

/// <content>Hand-offs, and how a conversation ends.</content>
public sealed partial class Conversation
{
    /// <summary>
    /// Says that the conversation is handed to a person or another system, by the function event that is current. Any number of times. Turns that begin from
    /// then on, until <see cref="HandBack"/>, are answered by a person. Never throws.
    /// </summary>
    /// <param name="destination">To whom, such as a queue's name. Visible.</param>
    /// <param name="reason">Why, as a short constant. Visible.</param>
    /// <param name="person">The name of the person who takes over; null where unknown. Personal data.</param>
    public void HandOff(string destination, string? reason = null, string? person = null) => _runtime.HandOff(destination, reason, person);

    /// <summary>Says that the conversation comes back to the agent, which answers the turns that begin from then on. Never throws.</summary>
    /// <param name="reason">Why, as a short constant. Visible.</param>
    public void HandBack(string? reason = null) => _runtime.HandBack(reason);

    /// <summary>
    /// Says that the conversation has ended, and when. Later entries and turns, also of later openings, are recorded and do not move its end. It does not
    /// dispose this opening. The first of an opening holds, and of several openings that of the first. Never throws.
    /// </summary>
    /// <param name="reason">Why. A value that is not defined is <see cref="EndReason.Other"/>.</param>
    /// <param name="at">When, in any time zone; null for now. A time before the conversation began is taken as its beginning, one in the future as
    /// now.</param>
    public void End(EndReason reason, DateTimeOffset? at = null) => _runtime.End(reason, at);
}
