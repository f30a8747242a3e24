using Microsoft.AspNetCore.Identity;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The second factor of an <see cref="Account"/>.</summary>
internal sealed class OneTimeCode : IUserTwoFactorTokenProvider<Account>
{
    public const string Name = "code";
    public const string Code = "246810";

    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult(Code);

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user) => Task.FromResult(token is Code);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => Task.FromResult(true);
}
