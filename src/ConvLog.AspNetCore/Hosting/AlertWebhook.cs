using System.Net.Http.Headers;
using System.Text.Json;
using ConvLog.AspNetCore.Api.Shapes;
using Microsoft.AspNetCore.Routing;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Posts notifications of alerts as JSON to the host's webhook. It follows no redirect: a redirect is a failure. The address may contain a secret, so it is in
/// no log, trace or message.
/// </summary>
internal sealed class AlertWebhook(
    ConvLogConsoleOptions options, ConsoleMappings mappings, EndpointDataSource endpoints, IHttpClientFactory? clients) : IAlertReceiver
{
    /// <summary>The name of its HTTP client, which the host can configure further.</summary>
    public const string Client = "ConvLogAlerts";

    /// <summary>Empty if the host has no webhook: it then receives no notifications.</summary>
    public string Name => options.AlertWebhook is null ? "" : "webhook";

    // For an address that is only in the configuration, so that no client was registered.
    private static readonly Lazy<SocketsHttpHandler> s_own = new(Handler);

    /// <summary>The client's connection: no redirects, no cookies, and no activity, whose tags would contain the address.</summary>
    public static SocketsHttpHandler Handler() => new() { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null };

    public async Task ReceiveAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        using var client = clients?.CreateClient(Client) ?? new HttpClient(s_own.Value, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.AlertWebhook) { Content = ContentOf(notification) };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException("The webhook did not accept the notification.", inner: null, response.StatusCode);
        }
    }

    private ByteArrayContent ContentOf(AlertNotification notification)
    {
        var content = new ByteArrayContent(Body(notification));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    private byte[] Body(AlertNotification notification)
    {
        string? page = options.PublicAddress is { } address && mappings.AlertsAddress(endpoints) is { } path ? address + path : null;
        return JsonSerializer.SerializeToUtf8Bytes(new AlertNotificationJson(notification, page), ApiShapes.Default.AlertNotificationJson);
    }
}
