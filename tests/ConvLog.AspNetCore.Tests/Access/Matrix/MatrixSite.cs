using System.Text;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Data and requests that all matrix hosts share.</summary>
internal static class MatrixSite
{
    /// <summary>The conversation with a legal hold.</summary>
    public const string Held = "conv-held";

    /// <summary>Adds the alert rule that rows refer to.</summary>
    public static void AddRule(ConvLogOptions options) => options.Alerts.Rules.Add(new AlertRule { Name = "Bookings fail", Threshold = 0.1 });

    /// <summary>Logs the conversations that rows refer to.</summary>
    public static async Task PlayAsync(Site site)
    {
        foreach (string id in new[] { "conv-42", Held, RoutePaths.Gone })
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", AccountId = "PLATFORM", ProjectId = "pacden", UserId = "user-7" });
        }

        if (site.Reading.Capabilities.HasFlag(StoreCapabilities.Holds))
        {
            await site.Erasure.PlaceHoldAsync(Held, "test");
        }
    }

    /// <summary>Sends the request of a row.</summary>
    public static async Task<Answer> SendAsync(Site site, RouteRow row, string path, (string Name, string Value)[] headers)
    {
        if (row.IsStream)
        {
            return await BeginAsync(site, path, headers);
        }

        using HttpContent? content = row.Form is { } form
            ? new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value)))
            : row.Body is { } body ? new StringContent(body, Encoding.UTF8, "application/json") : null;
        return await site.SendAsync(new HttpMethod(row.Method), path, content, headers);
    }

    // Only the start of a stream is read; the stream ends when the response is disposed.
    private static async Task<Answer> BeginAsync(Site site, string path, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Url + path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Answer(response.StatusCode, Answer.HeadersOf(response), "");
    }
}
