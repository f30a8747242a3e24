namespace ConvLog.AspNetCore.Http;

/// <summary>Marks an endpoint that does not wait for <see cref="ReadSlots"/>: its responses are small, or it holds no data while it sends.</summary>
internal sealed class UnboundedRead;
