namespace ConvLog.AspNetCore.Access;

/// <summary>A ticket that shows a page's personal data once.</summary>
/// <param name="Holder">A hash of the visitor, the session and the address that it is valid for.</param>
/// <param name="Reason">The reason for access, if any.</param>
/// <param name="EndsAt">When it expires.</param>
internal sealed record RevealTicket(string Holder, string? Reason, DateTimeOffset EndsAt) : ITicket;
