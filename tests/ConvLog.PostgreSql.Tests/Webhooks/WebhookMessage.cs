namespace ConvLog.PostgreSql.Tests.Webhooks;

/// <summary>What a webhook says.</summary>
/// <param name="Id">The sender's id of the message, that of its turn.</param>
/// <param name="Text">The words.</param>
internal sealed record WebhookMessage(string Id, string Text);
