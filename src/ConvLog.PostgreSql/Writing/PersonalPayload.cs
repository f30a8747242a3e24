namespace ConvLog.PostgreSql.Writing;

/// <summary>A personal part that is written.</summary>
/// <param name="Payload">The part; null where the one that is there goes.</param>
/// <param name="IsNew">Whether none was there before the transaction.</param>
internal readonly record struct PersonalPayload(byte[]? Payload, bool IsNew);
