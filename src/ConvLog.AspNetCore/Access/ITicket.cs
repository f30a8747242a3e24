namespace ConvLog.AspNetCore.Access;

/// <summary>The content of a ticket.</summary>
internal interface ITicket
{
    /// <summary>A hash of its holder; see <see cref="TicketHolder"/>.</summary>
    string Holder { get; }

    /// <summary>When it expires.</summary>
    DateTimeOffset EndsAt { get; }
}
