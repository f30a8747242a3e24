namespace ConvLog.AspNetCore.Access;

/// <summary>The result of a form, for the page that shows it.</summary>
/// <param name="Holder">A hash of its holder; see <see cref="TicketHolder"/>.</param>
/// <param name="Result">The result as JSON.</param>
/// <param name="EndsAt">When it expires.</param>
internal sealed record ResultTicket(string Holder, string Result, DateTimeOffset EndsAt) : ITicket;
