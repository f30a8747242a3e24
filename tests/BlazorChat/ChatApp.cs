using BlazorChat.Components;
using ConvLog.AspNetCore;
using Microsoft.Extensions.AI;

namespace BlazorChat;

/// <summary>The app: the template, and the lines of ConvLog.</summary>
public static class ChatApp
{
    /// <summary>Builds the app.</summary>
    /// <param name="builder">The builder with the settings of the host.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="key">A key of the console, with all permissions.</param>
    public static WebApplication Build(WebApplicationBuilder builder, ScriptedModel model, string key)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddChatClient(model).UseConvLog().UseFunctionInvocation().UseConvLog();
        builder.Services.AddConvLog();
        builder.Services.AddConvLogConsole(options => options.ApiKeys.Add(key, "Ada Lindqvist", ConvLogPermissions.All));

        var app = builder.Build();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAntiforgery();
        app.UseConvLog(static context
            => context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) ? context.Request.Cookies["chat"] : null);
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.MapConvLog();
        return app;
    }
}
