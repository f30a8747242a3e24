namespace ConvLog.AspNetCore.Http;

/// <summary>Marks an endpoint that does not wait for <see cref="ReadSlots"/>, because its responses are small or sent without being kept in memory.</summary>
internal sealed class UnboundedRead;
