namespace ConvLog.Storage.Privacy;

/// <summary>Checks whether a path can be used for a file of ConvLog, before anything is opened, created or changed.</summary>
internal static class StorePath
{
    private static readonly char[] s_separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Why the path cannot be used for a file, as a sentence for the operator; null if it can.</summary>
    /// <param name="path">The path.</param>
    public static string? Problem(string path)
    {
        if (Directory.Exists(path))
        {
            return $"\"{path}\" is a folder. Give the path of a file, such as \"{Path.Combine(path, "conversations.db")}\". (Docker makes a folder where a file "
                + "that is to be mounted does not exist.)";
        }

        if (UnixFile.SpecialKind(path) is { } kind)
        {
            return $"\"{path}\" is {kind}, not a file; it was left unchanged. Give the path of a file.";
        }

        return UnexpandedPart(path) is { } part
            ? $"\"{part}\" in the path \"{path}\" is taken literally: only a shell replaces it. Give the whole path, as by Path.Combine("
                + "Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), \"conversations.db\")."
            : null;
    }

    // If a folder with that literal name exists, it is what the operator means.
    private static string? UnexpandedPart(string path)
    {
        for (int start = 0; start < path.Length;)
        {
            int end = path.IndexOfAny(s_separators, start);
            end = end < 0 ? path.Length : end;
            string part = path[start..end];
            if (IsVariable(part))
            {
                return Path.Exists(path[..end]) ? null : part;
            }

            start = end + 1;
        }

        return null;
    }

    private static bool IsVariable(string part)
        => part is "~" || (part.Length > 1 && part[0] == '$' && (char.IsAsciiLetter(part[1]) || part[1] is '_' or '{'))
            || (part.Length > 2 && part[0] == '%' && part[^1] == '%');
}
