#:property PublishAot=false
#:property RunAnalyzers=false
// Removes members that users cannot access from a package's documentation files: the compiler documents internal members too.
// dotnet run --file keep-public-documentation.cs -- FOLDER ASSEMBLY    for FOLDER/<target framework>/ASSEMBLY.dll and .xml
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

foreach (string assembly in Directory.EnumerateFiles(args[0], $"{args[1]}.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }))
{
    using var image = new PEReader(File.OpenRead(assembly));
    Trim(Path.ChangeExtension(assembly, ".xml"), image.GetMetadataReader());
}

static void Trim(string path, MetadataReader metadata)
{
    var kept = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(IsVisible).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
    var document = XDocument.Load(path, LoadOptions.PreserveWhitespace);
    document.Descendants("member").Where(member => !kept.Contains(NameIn(member.Attribute("name")!.Value))).Remove();
    document.Save(path, SaveOptions.DisableFormatting);

    // "M:ConvLog.LogField.Of(System.String,System.Int32)" → "ConvLog.LogField.Of": overloads share a name.
    static string NameIn(string id) => id[2..].Split('(', '~')[0].Replace("``1", "", StringComparison.Ordinal).Replace("``2", "", StringComparison.Ordinal);

    bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    string FullName(TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        return type.IsNested ? $"{FullName(metadata.GetTypeDefinition(type.GetDeclaringType()))}.{name}" : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    IEnumerable<string> NamesOf(TypeDefinition type)
    {
        string name = FullName(type);
        var methods = type.GetMethods().Select(metadata.GetMethodDefinition).Where(static method => Shows((int)method.Attributes)).Select(method => metadata.GetString(method.Name)).ToHashSet(StringComparer.Ordinal);
        var fields = type.GetFields().Select(metadata.GetFieldDefinition).Where(static field => Shows((int)field.Attributes)).Select(field => metadata.GetString(field.Name));
        var properties = type.GetProperties().Select(handle => metadata.GetString(metadata.GetPropertyDefinition(handle).Name)).Where(property => methods.Contains($"get_{property}") || methods.Contains($"set_{property}"));
        // F# keeps the dot in the name of an extension, "Conversation.RunFunction".
        return methods.Concat(fields).Concat(properties).SelectMany(member => new[] { $"{name}.{member.Replace('.', '#')}", $"{name}.{member}" }).Append(name);
    }

    // Methods and fields number their visibility alike.
    static bool Shows(int attributes) => (attributes & (int)MethodAttributes.MemberAccessMask) is (int)MethodAttributes.Public or (int)MethodAttributes.Family or (int)MethodAttributes.FamORAssem;
}
