namespace ConvLog.AspNetCore.Http;

/// <summary>Marks an endpoint that waits for none of <see cref="ReadSlots"/>: its answers are small, or it holds nothing while it sends.</summary>
internal sealed class UnboundedRead;
