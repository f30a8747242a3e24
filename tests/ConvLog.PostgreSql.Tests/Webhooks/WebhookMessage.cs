namespace ConvLog.PostgreSql.Tests.Webhooks;

/// <summary>The content of a webhook.</summary>
/// <param name="Id">The sender's ID of the message, which is also that of its turn.</param>
/// <param name="Text">The text.</param>
internal sealed record WebhookMessage(string Id, string Text);
