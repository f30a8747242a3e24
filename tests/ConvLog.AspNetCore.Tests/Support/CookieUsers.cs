using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// Users of a host with a cookie for their password, the default scheme, and another cookie for a second factor. A policy is met by users whose claim
/// <c>may</c> contains its name.
/// </summary>
internal static class CookieUsers
{
    public const string Password = "password";
    public const string SecondFactor = "second-factor";

    public static void Add(IServiceCollection services, Action<CookieAuthenticationOptions>? password = null)
    {
        SignIns.Add(services);
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(Password).AddCookie(Password, options =>
        {
            options.ExpireTimeSpan = TimeSpan.FromMinutes(20);
            password?.Invoke(options);
        }).AddCookie(SecondFactor, static options => options.ExpireTimeSpan = TimeSpan.FromMinutes(5));
        var authorization = services.AddAuthorizationBuilder();
        foreach (string word in new[] { "read", "pii", "annotate", "manage" })
        {
            authorization.AddPolicy(word, policy => policy.RequireClaim("may", word));
        }
    }

    public static void Use(WebApplication app)
    {
        HostedUsers.Use(app);
        app.MapPost("/test/sign-in/{scheme}", static (HttpContext context, string scheme, string claims)
            => context.SignInAsync(scheme, Principal(scheme, claims)));
        app.MapPost("/test/sign-out/{scheme}", static (HttpContext context, string scheme) => context.SignOutAsync(scheme));
        app.MapGet("/test/page", static () => "");
    }

    /// <summary>Signs a user in.</summary>
    /// <param name="site">The host.</param>
    /// <param name="claims">The claims, such as <c>sub=1,name=ada,may=read</c>.</param>
    /// <param name="scheme">The authentication scheme.</param>
    /// <returns>Their cookie.</returns>
    public static async Task<string> SignInAsync(Site site, string claims, string scheme = Password)
        => CookieOf(await site.PostAsync($"/test/sign-in/{scheme}?claims={Uri.EscapeDataString(claims)}", []))
            ?? throw new InvalidOperationException("The host set no cookie.");

    public static Task SignOutAsync(Site site, string cookie, string scheme = Password) => site.PostAsync($"/test/sign-out/{scheme}", [], ("Cookie", cookie));

    /// <summary>The cookie that a response sets, or null.</summary>
    public static string? CookieOf(Answer answer) => answer.Header("Set-Cookie")?.Split(';')[0];

    /// <summary>All cookies that a response sets, without those that it deletes.</summary>
    public static string CookiesOf(Answer answer) => string.Join("; ", answer.Header("Set-Cookie")!.Split('\n')
        .Select(static cookie => cookie.Split(';')[0]).Where(static cookie => !cookie.EndsWith('=')));

    private static ClaimsPrincipal Principal(string scheme, string claims)
        => new(new ClaimsIdentity(claims.Split(',').Select(static claim => claim.Split('=')).Select(static pair => new Claim(pair[0], pair[1])), scheme, "name",
            "role"));
}
