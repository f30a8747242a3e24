namespace ConvLog.PostgreSql.Writing;

/// <summary>A personal payload to write or remove.</summary>
/// <param name="Payload">The payload; null to remove the stored one.</param>
/// <param name="IsNew">Whether none existed before the transaction.</param>
internal readonly record struct PersonalPayload(byte[]? Payload, bool IsNew);
