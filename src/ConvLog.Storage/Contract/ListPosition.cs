namespace ConvLog.Storage;

/// <summary>A place in a sorted list, between two conversations. Readers get it enciphered.</summary>
/// <param name="Value">By what the conversation before is sorted: ticks in UTC, ticks of duration, or a number.</param>
/// <param name="ConversationId">Its id.</param>
public sealed record ListPosition(long Value, string ConversationId);
