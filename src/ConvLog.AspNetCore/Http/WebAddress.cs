namespace ConvLog.AspNetCore.Http;

/// <summary>Validates absolute addresses in options. They may contain a secret, so no message repeats one.</summary>
internal static class WebAddress
{
    /// <param name="option">The name of the option.</param>
    /// <param name="address">The address; null for none.</param>
    /// <exception cref="ArgumentException">It is not an absolute http or https address, or has a user name or password, which would not be sent.</exception>
    public static string? Checked(string option, string? address)
    {
        if (address is null)
        {
            return null;
        }

        bool isAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0;
        return isAddress ? address : throw new ArgumentException(
            $"ConvLogConsoleOptions.{option} must be an absolute http or https address without a user name, such as \"https://support.example\".",
            nameof(address));
    }
}
