// `Platform` and the API's version. The page fills the platform in before any plugin is loaded.
import type * as Obsidian from 'obsidian';

/** The version whose typings the project compiles against. */
export const apiVersion = '1.13.1';

export const Platform: typeof Obsidian.Platform = {
  isDesktop: true,
  isMobile: false,
  isDesktopApp: true,
  isMobileApp: false,
  isIosApp: false,
  isAndroidApp: false,
  isPhone: false,
  isTablet: false,
  isMacOS: false,
  isWin: false,
  isLinux: true,
  isSafari: false,
  resourcePathPrefix: '/vault/',
};

export function becomePhone(): void {
  Object.assign(Platform, {
    isDesktop: false, isMobile: true, isDesktopApp: false, isMobileApp: true, isAndroidApp: true, isPhone: true, isLinux: false,
  });
}

/** True when this API is that version or a newer one. */
export function requireApiVersion(version: string): boolean {
  const [here, wanted] = [numbers(apiVersion), numbers(version)];
  for (let index = 0; index < 3; index++) {
    const difference = (here[index] ?? 0) - (wanted[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): number[] {
  return version.split('.').map(Number);
}

export function getLanguage(): string {
  return 'en';
}
