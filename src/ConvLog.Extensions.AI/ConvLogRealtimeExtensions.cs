using System.Diagnostics.CodeAnalysis;
using ConvLog;
using ConvLog.Extensions.AI;

namespace Microsoft.Extensions.AI;

/// <summary>Logs realtime sessions to conversations.</summary>
public static class ConvLogRealtimeExtensions
{
    /// <summary>
    /// Logs each input of the user with the model's answer as a turn of the conversation that is current when the session is created, each response as a model
    /// call, and each function call as a function event.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="options">The conversation, and the masks; null for the defaults.</param>
    /// <param name="services">As for chat clients.</param>
    /// <returns>A client that logs. Disposing it disposes <paramref name="client"/>.</returns>
    /// <remarks>
    /// A response without an input, such as a greeting, is a turn of its own. A transcript belongs to the turn of its item, however late it arrives. A function
    /// event begins with the model's call and ends with the result that is sent back; tools with <c>WithConvLog()</c> are timed exactly. Disposing the session
    /// cancels open turns and calls, with the reason that the user left.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    [Experimental("MEAI001", UrlFormat = "https://aka.ms/dotnet-extensions-warnings/{0}")]
    public static IRealtimeClient WithConvLog(this IRealtimeClient client, ConvLogRealtimeOptions? options = null, IServiceProvider? services = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ConvLogRealtimeClient(client, options ?? new ConvLogRealtimeOptions(), services?.GetService(typeof(UnloggedActivity)) as UnloggedActivity);
    }
}
