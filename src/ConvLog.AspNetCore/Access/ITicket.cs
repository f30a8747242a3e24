namespace ConvLog.AspNetCore.Access;

/// <summary>What a ticket stands for.</summary>
internal interface ITicket
{
    /// <summary>To whom it belongs; see <see cref="TicketHolder"/>.</summary>
    string Holder { get; }

    /// <summary>When it expires.</summary>
    DateTimeOffset EndsAt { get; }
}
