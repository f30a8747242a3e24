using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>ASP.NET Core Identity with one account, which signs in with a password and a second factor.</summary>
internal static class IdentityUsers
{
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<Account>().AddSignInManager().AddTokenProvider<OneTimeCode>(OneTimeCode.Name);
        services.AddSingleton<IUserStore<Account>>(new Account());
        services.ConfigureApplicationCookie(static options => options.ExpireTimeSpan = TimeSpan.FromMinutes(20));
    }

    public static void Use(WebApplication app)
    {
        app.MapPost("/test/password", static (SignInManager<Account> manager)
            => manager.PasswordSignInAsync(Account.Name, Account.Password, isPersistent: false, lockoutOnFailure: false));
        app.MapPost("/test/code", static (SignInManager<Account> manager)
            => manager.TwoFactorSignInAsync(OneTimeCode.Name, OneTimeCode.Code, isPersistent: false, rememberClient: false));
    }

    /// <summary>Enters the password and returns the cookies of a browser that waits for the second factor.</summary>
    public static async Task<string> EnterPasswordAsync(Site site) => CookieUsers.CookiesOf(await site.PostAsync("/test/password", []));

    /// <summary>Signs in with both factors and returns the cookies of the browser.</summary>
    public static async Task<string> SignInAsync(Site site)
        => CookieUsers.CookiesOf(await site.PostAsync("/test/code", [], ("Cookie", await EnterPasswordAsync(site))));
}
